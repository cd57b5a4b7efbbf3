const NAMESPACE = "http://www.w3.org/2000/svg";

/** A stroked 24 px icon of one path, built without markup strings (Trusted Types). */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(NAMESPACE, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const CAMERA_PATH =
  "M4 7.5A1.5 1.5 0 0 1 5.5 6h8A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5zM15 10.5l5-2.8v8.6l-5-2.8";
export const CLOSE_PATH = "M6 6l12 12M18 6L6 18";
