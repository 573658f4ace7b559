/** Where a part of a line leads. */
export type LogPlace =
  | { readonly kind: 'url'; readonly url: string }
  /** A file as the program names it: absolute, relative, or of a bundler (`webpack://app/./src/x.ts`). */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly line?: number;
      readonly column?: number;
    };

export const filePlace = (
  path: string,
  line: string | undefined,
  column: string | undefined,
): LogPlace => ({
  kind: 'file',
  path,
  ...(line !== undefined && { line: Number(line) }),
  ...(column !== undefined && { column: Number(column) }),
});
