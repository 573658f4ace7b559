/** One of the terminal's 16 colours, which the theme decides, or a colour of its own as `#rrggbb`. */
export type Colour = number | string;

export interface Style extends Partial<Readonly<Record<Flag, true>>> {
  readonly foreground?: Colour;
  readonly background?: Colour;
}

/** What a terminal can do to text; of underlines, the wavy and the dotted ones are plain ones here. */
export const flags = [
  'bold',
  'dim',
  'italic',
  'underline',
  'doubleUnderline',
  'overline',
  'inverse',
  'hidden',
  'strike',
] as const;
export type Flag = (typeof flags)[number];

export const plainStyle: Style = {};
