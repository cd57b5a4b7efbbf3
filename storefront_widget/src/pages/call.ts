/** Entry of the call page: reads what the shell tells, loads the texts, starts the page. */
import "../components/personal-shopper-call/personal-shopper-call";
import { applyTheme, readBootstrap, readTheme } from "../internal/bootstrap";
import { useLocale } from "../internal/i18n";
import { chosenLanguage, speak } from "../internal/language";
import "../themes/page.css";

async function start(): Promise<void> {
  const bootstrap = readBootstrap(document);
  applyTheme(document, readTheme(new URLSearchParams(location.search).get("theme")));
  await speak(chosenLanguage() ?? bootstrap.locale, document, useLocale);
  document.querySelector("personal-shopper-call")?.start(bootstrap);
}

void start();
