/**
 * The loader: defines `<personal-shopper>` in a shop's page. Sets no globals, needs no style or
 * script permission but its own address, and never holds an access token.
 */
import { announce } from "./announce";
import { appAddress } from "./app-address";
import { CallHost, type HostEvent } from "./call-host";
import { customerToken } from "./customer";
import { PersonalShopperElement } from "./element";

const TAG = "personal-shopper";

function define(): void {
  const app = appAddress(document);
  const elements = new Set<PersonalShopperElement>();
  const askCustomer = (): Promise<string | null> => customerToken(elements);
  const host = new CallHost(app, {
    emit: (event) => tell(elements, event),
    customerToken: askCustomer,
  });
  PersonalShopperElement.loader = { app, host, elements, customerToken: askCustomer };
  customElements.define(TAG, PersonalShopperElement);
}

/** Tells the page once, at its first element, or at the document while there is none. */
function tell(elements: ReadonlySet<PersonalShopperElement>, event: HostEvent): boolean {
  for (const element of elements) element.receive(event);
  const [speaker] = elements;
  return announce(speaker ?? document, event);
}

// A second copy of the script in the same page has nothing to do.
if (customElements.get(TAG) === undefined) define();
