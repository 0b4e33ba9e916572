// Follows a meeting: asks how often something changed, and where that is more than this page knows, fetches the page
// again and puts its marked parts in place. Forms stand outside of these parts, so what is being typed stays.
const told = document.querySelector("[data-live]");
const SOON = 500, HIDDEN = 5000, LONGEST = 5000;
let known = told ? Number(told.dataset.version) : 0;
let wait = SOON;
let lost = false;
let timer = 0;

const say = (words) => { told.textContent = words; };

const clear = (words) => {
  // Whoever may not see this any more keeps nothing but what they typed themselves.
  document.querySelectorAll("[data-live-part]").forEach((part) => { part.textContent = ""; });
  say(words);
};

const put = (fresh) => {
  const held = document.activeElement?.id;
  document.querySelectorAll("[data-live-part]").forEach((part) => {
    const next = fresh.getElementById(part.id);
    if (!next) { part.textContent = ""; return; }
    if (next.innerHTML !== part.innerHTML) part.replaceWith(document.importNode(next, true));
  });
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
};

const refresh = async () => {
  const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html", "X-Follows": "1" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const live = fresh.querySelector("[data-live]");
  if (!answer.ok || answer.redirected) { known = -1; return clear("You cannot see this any more. What you typed is still here: copy it, then open the meeting again."); }
  put(fresh);
  if (!live) { known = -1; return say("The meeting is over. What you typed is still here."); }
  known = Number(live.dataset.version);
  say(`Something changed at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" })}: this is how it stands now.`);
};

const ask = async () => {
  try {
    const answer = await fetch(told.dataset.live, { cache: "no-store", headers: { Accept: "application/json" } });
    if ([401, 403, 404].includes(answer.status)) { known = -1; return clear("You cannot see this any more, or you were signed out. What you typed is still here: copy it, then sign in again."); }
    if (!answer.ok) throw new Error(String(answer.status));
    const { version } = await answer.json();
    if (version !== known) await refresh();
    if (lost) { lost = false; say("Connected again. This is how it stands now."); }
    wait = document.hidden ? HIDDEN : SOON;
  } catch {
    lost = true;
    wait = Math.min(wait * 2, LONGEST);
    say("The connection is lost. What you typed is kept; this page goes on by itself as soon as it is back.");
  }
  // Browsers that ask at different moments do not come all at once.
  if (known >= 0) later(wait * (0.8 + 0.4 * Math.random()));
};

const later = (after) => { clearTimeout(timer); timer = setTimeout(ask, after); };

if (told) {
  // Somebody looks at the page again, or the browser says that the connection is back: no need to wait for the next turn.
  const now = () => { if (!document.hidden && known >= 0) later(0); };
  document.addEventListener("visibilitychange", now);
  addEventListener("online", now);
  later(SOON);
}
