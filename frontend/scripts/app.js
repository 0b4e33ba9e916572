// Everything here only improves pages that already work without it.
import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
  PasswordInput, ServiceNavigation, SkipLink, Tabs, createAll,
} from "govuk-frontend";
import { Revealing } from "./revealing.js";
import { LeavePage } from "./leave.js";
import { enhanceChoices } from "./choices.js";
import { foldWhereNarrow } from "./folding.js";
import { saveAsTyped } from "./drafts.js";

const components = [
  Accordion, CharacterCount, Checkboxes, ErrorSummary, LeavePage, NotificationBanner,
  PasswordInput, Revealing, ServiceNavigation, SkipLink, Tabs,
];
components.forEach((component) => createAll(component));
createAll(Button, { preventDoubleClick: true }); // the server refuses the second copy too
enhanceChoices();
foldWhereNarrow();
saveAsTyped();
