/** How a row looks, without VS Code: a plain value that can be compared. */
export interface Look {
  readonly label: string;
  readonly description?: string;
  /** A codicon. */
  readonly icon: string;
  /** A theme colour for the icon. */
  readonly color?: string;
  /** What the menus are matched with; these strings are a public interface. */
  readonly contextValue: string;
  /** What a screen reader says: the state in words. */
  readonly spoken: string;
  readonly fold?: 'open' | 'closed';
  /** A command for a click on the row, called with the row. */
  readonly command?: string;
}

/** Leaves out the parts that are not there: "healthy · :8080". */
export const joinParts = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** `description` only when there is one, as exact optional properties want it. */
export const described = (
  ...parts: readonly (string | undefined)[]
): { readonly description?: string } => {
  const description = joinParts(...parts);
  return description === '' ? {} : { description };
};
