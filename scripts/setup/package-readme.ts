/**
 * The README as an installed extension shows it. There, nothing but the page itself is at hand: so
 * pictures of this repository go, and links into it become their text.
 */
export const packageReadme = (markdown: string): string =>
  markdown
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n/gm, '')
    .replace(/\[([^\]]+)\]\((?!https:|#)[^)]*\)/g, '$1')
    .replace(/\n{3,}/g, '\n\n');
