// What axe does not see: answers [rule, element] for each thing that is wrong with the page that is open.
() => {
  const wrong = [];
  const say = (rule, element) => wrong.push([rule, element.outerHTML.slice(0, 300)]);
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });

  const ids = new Map();
  document.querySelectorAll("[id]").forEach((each) => {
    if (ids.has(each.id)) say("one-id-twice", each);
    ids.set(each.id, each);
  });

  // Two links with the same words have to lead to the same place; likewise two buttons.
  const places = new Map();
  document.querySelectorAll("main a[href], main button[type=submit]").forEach((each) => {
    if (!shown(each)) return;
    const named = each.getAttribute("aria-label") || words(each);
    const described = (each.getAttribute("aria-describedby") || "").split(" ")
      .map((id) => ids.get(id)).filter(Boolean).map(words).join(" ");
    // Its row and column in a table say which of them it is about, and the heading of a section whose side it is on.
    const line = each.closest("tr, .govuk-summary-list__row");
    const row = line ? words(line) + each.closest("td, th, dd")?.cellIndex : "";
    const side = ids.get(each.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby"));
    const name = `${each.tagName} ${named} ${described} ${row} ${side ? words(side) : ""}`;
    const place = each.href || each.formAction || each.form?.action;
    if (places.has(name) && places.get(name) !== place) say("same-words-different-place", each);
    places.set(name, place);
  });

  const summary = document.querySelector(".govuk-error-summary");
  if (summary) {
    if (!summary.contains(document.activeElement)) say("error-summary-without-focus", summary);
    if (!document.title.startsWith("Error: ")) say("title-without-error", document.querySelector("title"));
    summary.querySelectorAll("a").forEach((each) => {
      if (!document.querySelector(each.getAttribute("href"))) say("error-leads-nowhere", each);
    });
  }
  document.querySelectorAll("table").forEach((each) => {
    if (!each.caption || !words(each.caption)) say("table-without-caption", each);
  });
  document.querySelectorAll("[tabindex]").forEach((each) => {
    if (each.tabIndex > 0) say("own-tab-order", each);
  });
  document.querySelectorAll("main :is(p, li, td, dd, dt, h1, h2, h3, legend, label, a, strong)").forEach((each) => {
    if (/^\s*(None|True|False|undefined|NaN)\s*$|<[A-Z][\w.]+ |\{\{|\bobject at\b|\bdatetime\./.test(own(each))) say("machine-words", each);
  });

  // Whoever goes by keyboard sees where they are, and goes down the page, not up.
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((each) => shown(each) && !each.disabled);
  const had = document.activeElement;
  const drawn = (each) => {
    const looks = getComputedStyle(each);
    const beside = [each, each.nextElementSibling].filter(Boolean);
    return JSON.stringify([looks.outline, looks.boxShadow, looks.backgroundColor, looks.borderColor, looks.color,
      ...beside.flatMap((one) => ["::before", "::after"].map((part) => getComputedStyle(one, part).boxShadow)),
      getComputedStyle(beside.at(-1)).outline]);
  };
  stops.filter((each) => each !== had).forEach((each) => {
    const before = drawn(each);
    each.focus({ preventScroll: true });
    if (document.activeElement === each && drawn(each) === before) say("focus-not-seen", each);
  });
  document.activeElement.blur(); // a link with the focus is drawn otherwise, and what looks next would see that
  had?.focus?.({ preventScroll: true });
  const places_of = stops.filter((each) => each.closest("main")).map((each) => [each, each.getBoundingClientRect()]);
  places_of.slice(1).forEach(([each, here], at) => {
    const [, before] = places_of[at];
    const same_column = here.left < before.right && before.left < here.right;
    if (same_column && here.bottom <= before.top) say("order-goes-up", each);
  });
  document.querySelectorAll(".govuk-summary-list__value, .rj-table__value, .govuk-tag, legend, label, h1, h2, h3").forEach((each) => {
    if (/^\s*[a-z]+\b(?![\w.]*@|\.)/.test(own(each))) say("begins-in-lower-case", each);
  });
  return wrong;

  function own(element) {
    return [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE).map((each) => each.data).join(" ");
  }
}
