import { Resvg } from "@resvg/resvg-js";

export interface RenderedPicture {
  readonly png: Buffer;
  /** Size at which the picture is meant to be shown, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws an SVG as PNG for places that cannot show SVG. The picture has `scale` pixels for each CSS pixel, so that text
 * stays sharp. Letters come from the first family of the SVG that the machine has; the bytes therefore differ between
 * machines with other fonts.
 */
export function renderPng(svg: string, scale = 2): RenderedPicture {
  const picture = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: true, defaultFontFamily: "Liberation Sans" },
  });
  const { width, height } = picture;
  return { png: picture.render().asPng(), width, height };
}
