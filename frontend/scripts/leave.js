import { ExitThisPage } from "govuk-frontend";

// GOV.UK's component adds the next site after this page; replacing this page instead leaves nothing under Back.
export class LeavePage extends ExitThisPage {
  exitPage() {
    document.body.classList.add("govuk-exit-this-page-hide-content");
    document.title = "Loading";
    window.location.replace(this.$button.href);
  }
}
