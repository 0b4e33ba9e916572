import { Radios } from "govuk-frontend";

// ARIA knows no expanded radio button, so the label says in words that an option asks more.
export class Revealing extends Radios {
  syncConditionalRevealWithInputState($input) {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}
