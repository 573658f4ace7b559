import { heredocEnds, type Dockerfile, type Instruction } from './dockerfile.ts';

/** Something in a Dockerfile that the classic builder does not know. */
export interface BuildKitNeed {
  /** As it is written: `RUN --mount`. */
  readonly what: string;
  readonly line: number;
}

/** Flags that only BuildKit takes. Source: Dockerfile reference, the options of each instruction. */
const flags: Readonly<Record<string, RegExp>> = {
  RUN: /^(?:--\S+\s+)*?(--(?:mount|network|security|device))\b/,
  COPY: /^(?:--\S+\s+)*?(--(?:link|chmod|parents|exclude))\b/,
  ADD: /^(?:--\S+\s+)*?(--(?:link|chmod|checksum|keep-git-dir|exclude|unpack))\b/,
  FROM: /^(--platform=\S*\$\{?(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)\b)/,
};

/** The first thing that needs BuildKit, if anything does. */
export const findBuildKitNeed = (dockerfile: Dockerfile): BuildKitNeed | undefined => {
  const { syntax, instructions } = dockerfile;
  // The standard frontend reads what the classic builder reads; what is newer shows in itself.
  if (
    syntax !== undefined &&
    !/^(docker\.io\/)?docker\/dockerfile(:1(\.\d+)*)?$/.test(syntax.frontend)
  ) {
    return { what: `# syntax=${syntax.frontend}`, line: syntax.line };
  }
  for (const instruction of instructions) {
    const what = needOf(instruction);
    if (what !== undefined) return { what, line: instruction.line };
  }
  return undefined;
};

const needOf = (instruction: Instruction): string | undefined => {
  const { keyword, rest } = instruction;
  const flag = flags[keyword]?.exec(rest)?.[1];
  if (flag !== undefined) return `${keyword} ${flag}`;
  const [heredoc] = heredocEnds(instruction);
  return heredoc === undefined ? undefined : `${keyword} <<${heredoc.word}`;
};
