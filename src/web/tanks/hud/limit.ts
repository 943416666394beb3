/** How long a text may be, as the server counts: characters as people count them, and bytes in UTF-8. */
export interface Limit {
  readonly characters: number;
  readonly bytes: number;
}

/** What the server takes as a name. */
export const longestName: Limit = { characters: 20, bytes: 200 };

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();

/** As much of a text's beginning as fits; a family or a letter with its marks is never cut through. */
export function fitting(text: string, { characters, bytes }: Limit): string {
  let end = 0;
  let count = 0;
  let size = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    size += encoder.encode(segment).length;
    if (++count > characters || size > bytes) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Lets a field take no more than fits. `maxlength` would count UTF-16 units, of which a family has eleven. */
export function limit(input: HTMLInputElement, most: Limit): void {
  const cut = () => {
    const fits = fitting(input.value, most);
    if (fits !== input.value) input.value = fits;
  };
  // What an input method composes is not touched before it is done.
  input.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) cut();
  });
  input.addEventListener("compositionend", cut);
}
