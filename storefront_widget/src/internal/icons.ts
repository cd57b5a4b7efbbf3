import { html, type TemplateResult } from "lit";

/** Our own icons, as far as the pages before a call use them: 24 px, stroked, two units of air. */
export const FIRST_ICONS = {
  microphone:
    "M12 4a2.6 2.6 0 0 0-2.6 2.6v5a2.6 2.6 0 0 0 5.2 0v-5A2.6 2.6 0 0 0 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3M9.5 20h5",
  microphoneOff:
    "M4.5 4.5l15 15M9.4 9.5v2.1a2.6 2.6 0 0 0 4.2 2M14.6 10.6v-4a2.6 2.6 0 0 0-5-1M6.5 11.5a5.5 5.5 0 0 0 8.6 4.5M17.5 11.5a5.4 5.4 0 0 1-.5 2.3M12 17v3M9.5 20h5",
  camera:
    "M3.5 8A1.5 1.5 0 0 1 5 6.5h8.5A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 16zM15 10.8l5.5-3v8.4l-5.5-3",
  cameraOff:
    "M4 4l16 16M9.5 6.5h4A1.5 1.5 0 0 1 15 8v3.5M15 15.5V16a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 16V8A1.5 1.5 0 0 1 5 6.5h1M15.5 10.5l5-2.7v8.4",
  people:
    "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19v-.8A4.2 4.2 0 0 1 7.7 14h2.6a4.2 4.2 0 0 1 4.2 4.2v.8M15.5 5.3a3 3 0 0 1 0 5.4M17.5 14.3a4.2 4.2 0 0 1 3 4v.7",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  send: "M4.5 12L20 4.5 15 20l-3.5-6.5zM11.5 13.5L20 4.5",
  settings:
    "M5 7h8M17 7h2M5 17h2M11 17h8M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  minimise: "M19.5 4.5l-6 6M13.5 5.5v5h5M4.5 19.5l6-6M10.5 18.5v-5h-5",
  enlarge: "M14 10l5.5-5.5M14.5 4.5h5v5M10 14l-5.5 5.5M4.5 14.5v5h5",
  pictureInPicture:
    "M5 5.5h14A1.5 1.5 0 0 1 20.5 7v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5zM12.5 12h5v3.5h-5z",
  calendar:
    "M5.5 6.5h13A1 1 0 0 1 19.5 7.5v11a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM4.5 10.5h15M8.5 4.5v3.5M15.5 4.5v3.5",
  info: "M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM12 11v5M12 8.2v.01",
  clock: "M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM12 8v4.3l2.8 1.7",
  warning: "M12 5L20.5 19h-17zM12 10.5v4M12 16.7v.01",
  door: "M13.5 4.5h5v15h-5M4.5 12h10M8 8.5L4.5 12 8 15.5",
  message: "M4.5 6.5h15v11h-15zM4.5 7l7.5 6 7.5-6",
  lock: "M7 10.5h10A1.5 1.5 0 0 1 18.5 12v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 18v-6A1.5 1.5 0 0 1 7 10.5zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
  reload: "M19 12a7 7 0 1 1-2.2-5.1L19 9M19 4.8V9h-4.2",
  pageMenu:
    "M4.5 5.5h15A1 1 0 0 1 20.5 6.5v6a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM6 17h12M6 20h8",
  copy: "M9 8.5h8.5A1.5 1.5 0 0 1 19 10v8.5a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 18.5V10A1.5 1.5 0 0 1 9 8.5zM5 15.5V6A1.5 1.5 0 0 1 6.5 4.5H16",
  compass: "M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM14.8 9.2l-1.6 4-4 1.6 1.6-4z",
  globe:
    "M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM4.5 12h15M12 4.5c2 2.1 3 4.600 3 7.500s-1 5.400-3 7.500c-2-2.100-3-4.600-3-7.500s1-5.400 3-7.500z",
} as const;

export type IconName = keyof typeof FIRST_ICONS;

/** A picture beside a text or an aria-label: read by nobody. */
export function icon(name: IconName): TemplateResult {
  return drawn(FIRST_ICONS[name]);
}

export function drawn(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${path}></path>
  </svg>`;
}
