/** As many folders as a large project has. */
const maxRemembered = 5000;

/** The same question with its answers kept: files come folder by folder. */
export const remembered = (ask: (folder: string) => boolean): ((folder: string) => boolean) => {
  const answers = new Map<string, boolean>();
  return (folder) => {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    if (answers.size >= maxRemembered) answers.clear();
    const answer = ask(folder);
    answers.set(folder, answer);
    return answer;
  };
};
