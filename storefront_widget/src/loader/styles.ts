/** Constructable stylesheets pass any Content-Security-Policy, unlike style elements. */
export function sheet(css: string): CSSStyleSheet {
  const styles = new CSSStyleSheet();
  styles.replaceSync(css);
  return styles;
}

const TOKENS = `
  :host {
    --_accent: var(--personal-shopper-accent, #1b1f27);
    --_on-accent: var(--personal-shopper-on-accent, #fff);
    --_radius: var(--personal-shopper-radius, 28px);
    --_font: var(--personal-shopper-font, Inter, system-ui, sans-serif);
    --_ring: #2f6fed;
  }
  :host([data-theme="dark"]) {
    --_accent: var(--personal-shopper-accent, #f3f4f6);
    --_on-accent: var(--personal-shopper-on-accent, #14171c);
    --_ring: #8db4ff;
  }
`;

export const BUTTON_CSS = `${TOKENS}
  :host { display: inline-block; font: 14px/1.3 var(--_font); }
  :host([hidden]) { display: none; }
  button {
    all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 12px;
    min-height: 52px; max-width: 100%; padding: 7px 20px 7px 8px; cursor: pointer;
    color: var(--_on-accent); background: var(--_accent); border-radius: var(--_radius);
    box-shadow: 0 1px 2px rgb(10 14 22 / .16), 0 8px 24px -8px rgb(10 14 22 / .32);
    transition: transform .16s ease, box-shadow .16s ease;
    -webkit-tap-highlight-color: transparent;
  }
  button:hover { transform: translateY(-1px); box-shadow: 0 2px 4px rgb(10 14 22 / .18), 0 14px 32px -10px rgb(10 14 22 / .42); }
  button:active { transform: none; }
  button:focus-visible { outline: 3px solid var(--_ring); outline-offset: 3px; }
  .icon {
    position: relative; flex: none; display: grid; place-items: center; width: 38px; height: 38px;
    border-radius: 50%; background: color-mix(in srgb, var(--_on-accent) 14%, transparent);
  }
  svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
  .dot {
    position: absolute; right: -1px; bottom: -1px; width: 11px; height: 11px; border-radius: 50%;
    border: 2px solid var(--_accent); background: #8b93a1;
  }
  [data-state="available"] .dot, [data-state="call"] .dot { background: #21b573; }
  [data-state="busy"] .dot, [data-state="elsewhere"] .dot { background: #f0a92e; }
  [data-state="unknown"] .dot { display: none; }
  .text { display: grid; min-width: 0; }
  strong { font-weight: 600; letter-spacing: -.005em; }
  .hint { font-size: 12px; }
  .hint:empty { display: none; }
  @media (forced-colors: active) { button { border: 2px solid ButtonText; } }
  @media (prefers-reduced-motion: reduce) { button { transition: none; } button:hover { transform: none; } }
`;

/** The launcher of mode `float` stands in the corner where the call opens. */
export const LAUNCHER_CSS = `
  :host([data-mode="float"]) {
    position: fixed; z-index: 2147482000; right: max(20px, env(safe-area-inset-right));
    bottom: max(20px, env(safe-area-inset-bottom)); max-width: calc(100vw - 40px);
  }
`;

/** The agenda of a campaign stands in the page like any block of the shop's own. */
export const BOOKING_CSS = `
  :host([data-agenda]) { display: block; }
  .booking iframe { display: block; width: 100%; height: 640px; border: 0; color-scheme: normal; }
  .booking p { margin: 0; padding: 16px 0; font: inherit; }
  .booking a { color: inherit; font-weight: 600; }
  .booking a:focus-visible { outline: 3px solid var(--_ring); outline-offset: 2px; }
  .booking [hidden] { display: none; }
`;

export const FRAME_CSS = `${TOKENS}
  :host { all: initial; }
  .frame {
    position: fixed; z-index: 2147483000; right: 20px; bottom: 20px; overflow: hidden;
    width: min(420px, calc(100vw - 40px)); height: min(720px, calc(100dvh - 40px));
    border-radius: 16px; background: #14171c;
    box-shadow: 0 0 0 1px rgb(10 14 22 / .08), 0 24px 64px -16px rgb(10 14 22 / .48);
    transition: width .22s ease, height .22s ease, border-radius .22s ease;
  }
  .frame[data-view="large"] { width: min(1180px, calc(100vw - 40px)); height: min(780px, calc(100dvh - 40px)); }
  .frame[data-view="mini"] { width: 264px; height: 176px; border-radius: 12px; }
  iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
  .note {
    position: fixed; z-index: 2147483000; right: 20px; bottom: 20px; box-sizing: border-box;
    display: grid; gap: 12px; width: min(340px, calc(100vw - 40px)); padding: 18px 52px 18px 18px;
    border-radius: 14px; color: #f3f4f6; background: #14171c; font: 14px/1.45 var(--_font);
    box-shadow: 0 0 0 1px rgb(255 255 255 / .12), 0 24px 64px -16px rgb(10 14 22 / .48);
  }
  .note p { margin: 0; }
  .note a {
    justify-self: start; padding: 9px 16px; border-radius: 20px; font-weight: 600;
    color: #14171c; background: #fff; text-decoration: none;
  }
  .note a:focus-visible { outline: 3px solid #8db4ff; outline-offset: 2px; }
  .close {
    all: unset; position: absolute; top: 10px; right: 10px; box-sizing: border-box; width: 36px;
    height: 36px; display: grid; place-items: center; border-radius: 50%; cursor: pointer;
    color: #fff; background: rgb(20 23 28 / .72);
  }
  .close:focus-visible { outline: 3px solid #8db4ff; outline-offset: 2px; }
  .close[hidden] { display: none; }
  .close svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
  @media (max-width: 640px) {
    .frame, .frame[data-view="large"] { inset: 0; width: 100vw; height: 100dvh; border-radius: 0; }
    .frame[data-view="mini"] {
      inset: auto 12px max(12px, env(safe-area-inset-bottom)) auto; width: 132px; height: 196px;
      border-radius: 12px;
    }
  }
  @media (prefers-reduced-motion: reduce) { .frame { transition: none; } }
`;
