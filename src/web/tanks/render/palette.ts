/** A tank's body in three tones. */
export interface Tones {
  readonly light: string;
  readonly body: string;
  readonly dark: string;
}

/** Teal is always you. */
export const teal: Tones = { light: "#5fe0cf", body: "#17b3a3", dark: "#0a7268" };

/** Everybody else is a coral; the shades only help to tell two of them apart. */
export const corals: readonly Tones[] = [
  { light: "#ff9f86", body: "#f26b50", dark: "#a93f2b" },
  { light: "#ffb08a", body: "#ee7f4d", dark: "#a84f27" },
  { light: "#ff9399", body: "#e75a66", dark: "#99303e" },
];

export const gold = 0xffc93c;

/** Colours of paint, by the number that travels on the wire. */
export const paints: readonly { readonly name: string; readonly color: number }[] = [
  { name: "Cream", color: 0xfff3d6 },
  { name: "Sun", color: 0xffc93c },
  { name: "Plum", color: 0x7a4fb5 },
  { name: "Sky", color: 0x4aa8ef },
  { name: "Lime", color: 0x9bd13f },
  { name: "Rose", color: 0xf77fb2 },
  { name: "Ink", color: 0x34323f },
  { name: "Mint", color: 0xa6f0d8 },
  { name: "Tangerine", color: 0xff8a2a },
  { name: "Wine", color: 0xa3264f },
  { name: "Navy", color: 0x27468f },
  { name: "Steel", color: 0xaeb9c4 },
];

/** A colour as the three parts that a vertex carries. */
export type Rgb = readonly [number, number, number];

export function rgb(hex: number): Rgb {
  return [((hex >> 16) & 255) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];
}

export function shade([r, g, b]: Rgb, factor: number): Rgb {
  return [Math.min(1, r * factor), Math.min(1, g * factor), Math.min(1, b * factor)];
}
