/** Whether a `when` clause of ours holds for a row, everything else that it asks for being so. */
export const contextOf = (when: string, viewItem: string): boolean =>
  when.split(' && ').every((part) => {
    const match = /^viewItem =~ \/(.*)\/$/.exec(part);
    return match === null || new RegExp(match[1] ?? '').test(viewItem);
  });
