import accessibleAutocomplete from "accessible-autocomplete";

// A long list to choose from becomes a box to type in. The plain list stays in the form and is what is sent.
export function enhanceChoices() {
  document.querySelectorAll("select[data-autocomplete]").forEach((select) => {
    const describedBy = select.getAttribute("aria-describedby");
    const faulty = select.classList.contains("govuk-select--error");
    accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
      showAllValues: true,
      autoselect: false,
      preserveNullOptions: true,
      inputClasses: faulty ? "govuk-input govuk-input--error" : "govuk-input",
      tNoResults: () => "Nothing found. Try another spelling",
      onConfirm: (text) => choose(select, text),
    });
    const box = document.getElementById(select.id.replace(/-select$/, ""));
    if (describedBy && box) box.setAttribute("aria-describedby", `${describedBy} ${box.getAttribute("aria-describedby") ?? ""}`.trim());
    // What is typed and left without choosing must not silently keep an earlier choice.
    box?.addEventListener("change", () => choose(select, box.value));
  });
}

function choose(select, text) {
  if (text === undefined) return;
  const wanted = text.trim().toLowerCase();
  const match = Array.from(select.options).find((option) => option.text.trim().toLowerCase() === wanted);
  select.value = match ? match.value : "";
  select.dispatchEvent(new Event("change", { bubbles: true }));
}
