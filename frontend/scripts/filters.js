// On a phone the filters would push the list off the screen, so they fold away; on a desk they stay open.
export function foldFilters() {
  document.querySelectorAll("details[data-filters]").forEach((details) => {
    const narrow = window.matchMedia("(max-width: 40.0525em)");
    const follow = () => { details.open = !narrow.matches; };
    narrow.addEventListener("change", follow);
    follow();
  });
}
