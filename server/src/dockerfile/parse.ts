import { DockerfileParser } from 'dockerfile-ast';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Dockerfile, Instruction, Stage, VariableInstruction, Word } from './dockerfile.ts';
import { argumentWords, readInstruction } from './instructions.ts';
import { Places } from './places.ts';

/** Longer texts are no Dockerfiles that somebody writes. */
const maxLength = 200_000;

/** Reads a Dockerfile as far as it goes: what is no instruction is left out. */
export const parseDockerfile = (text: string): Dockerfile => {
  if (text.length > maxLength) return { text, syntax: undefined, args: [], stages: [] };
  const places = new Places(TextDocument.create('', '', 0, text));
  const parsed = DockerfileParser.parse(text);
  const args: VariableInstruction[] = [];
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const each of parsed.getInstructions()) {
    const span = places.span(each.getRange());
    const stage = stages.at(-1);
    if (each.getKeyword() === 'FROM') {
      const [image, as, name] = argumentWords(each, places);
      const isNamed = as?.text.toUpperCase() === 'AS';
      const index = stages.length;
      stages.push({ ...span, index, image, name: isNamed ? name : undefined, instructions: [] });
      continue;
    }
    const instruction = readInstruction(each, places);
    if (stage !== undefined) {
      stage.instructions.push(instruction);
      stages[stage.index] = { ...stage, end: span.end };
    } else if (instruction.kind === 'arg') args.push(instruction);
  }
  return { text, syntax: syntaxOf(parsed.getDirectives(), places), args, stages };
};

const syntaxOf = (
  directives: ReturnType<ReturnType<typeof DockerfileParser.parse>['getDirectives']>,
  places: Places,
): Word | undefined => {
  const directive = directives.find((each) => each.getName().toLowerCase() === 'syntax');
  return directive && places.word(directive.getValue(), directive.getValueRange());
};
