// On a narrow window what would push the page off the screen folds away; on a wide one it stays open.
// `data-folds` says on which windows.
export function foldWhereNarrow() {
  document.querySelectorAll("details[data-folds]").forEach((details) => {
    const narrow = window.matchMedia(details.dataset.folds);
    const follow = () => { details.open = !narrow.matches; };
    narrow.addEventListener("change", follow);
    follow();
  });
}
