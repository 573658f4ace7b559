import { replace, type Fixer } from './fix.ts';

/** Something to begin with. */
export const skeleton: Fixer = ({ file }) => {
  const { source } = file.syntax;
  const { text } = source;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const end = { source, start: text.length, end: text.length };
  return [
    {
      title: 'Add a service that is built from this folder',
      edits: [replace(end, `${gap}services:\n  app:\n    build: .\n`)],
    },
  ];
};
