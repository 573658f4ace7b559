import { projects } from './projects.ts';
import { createRandom, type Random } from './random.ts';
import { envFileTexts, resourceVariants, serviceVariants } from './variants.ts';

/** A project that both loaders get. Paths are relative to its folder. */
export interface DifferentialCase {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  /** The `-f` arguments, in order; the standard names when absent. */
  readonly use?: readonly string[];
  readonly envFiles?: readonly string[];
  readonly profiles?: readonly string[];
  readonly projectName?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the process stands, below the folder. */
  readonly directory?: string;
}

const rest = `  other: { image: y }
  hidden: { image: z, profiles: [hidden] }
networks: { n1: , n2: }
volumes: { v1: }
secrets: { s1: { file: ./s } }
configs: { c1: { file: ./c } }
models: { m1: { model: ai/x } }
`;

const serviceOf = (attribute: string, value: string, more = ''): string =>
  `services:\n  app:\n${attribute === 'image' ? '' : '    image: x\n'}    ${attribute}: ${value}\n${more}`;

const resourceOf = (section: string, value: string): string => {
  const uses: Readonly<Record<string, string>> = {
    networks: 'networks: [it]',
    volumes: 'volumes: ["it:/data"]',
    secrets: 'secrets: [it]',
    configs: 'configs: [it]',
    models: 'models: [it]',
  };
  return `services:\n  app:\n    image: x\n    ${uses[section] ?? ''}\n${section}:\n  it: ${value}\n`;
};

/** Every variant by itself. */
const singles = (): readonly DifferentialCase[] => [
  ...Object.entries(serviceVariants).flatMap(([attribute, values]) =>
    values.map((value, index) => ({
      id: `service ${attribute} ${index}`,
      files: { 'compose.yaml': serviceOf(attribute, value, rest) },
    })),
  ),
  ...Object.entries(resourceVariants).flatMap(([section, values]) =>
    values.map((value, index) => ({
      id: `section ${section} ${index}`,
      files: { 'compose.yaml': resourceOf(section, value) },
    })),
  ),
];

type Join = (
  id: string,
  attribute: string,
  values: readonly [string, string],
) => DifferentialCase | undefined;

/** A block scalar ends in a line end of its own. */
const tagged = (tag: string, value: string): string => `${tag} ${value}`;

const joins: Readonly<Record<string, Join>> = {
  override: (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': serviceOf(attribute, first, rest),
      'sub/over.yaml': serviceOf(attribute, second),
    },
    use: ['compose.yaml', 'sub/over.yaml'],
  }),
  documents: (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': `${serviceOf(attribute, first, rest)}---\n${serviceOf(attribute, second)}`,
    },
  }),
  'override tag': (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': serviceOf(attribute, first, rest),
      'compose.override.yaml': serviceOf(attribute, tagged('!override', second)),
    },
  }),
  'reset tag': (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': serviceOf(attribute, first, rest),
      'compose.override.yaml': serviceOf(attribute, tagged('!reset', second)),
    },
  }),
  extends: (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': `services:\n  base:\n    image: x\n    ${attribute}: ${first}\n  app:\n    extends: base\n    ${attribute}: ${second}\n${rest}`,
    },
  }),
  'extends file': (id, attribute, [first, second]) => ({
    id,
    files: {
      'sub/base.yaml': serviceOf(attribute, first),
      'compose.yaml': `services:\n  app:\n    extends: { file: sub/base.yaml, service: app }\n    ${attribute}: ${second}\n${rest}`,
    },
  }),
  'extends only': (id, attribute, [first]) => ({
    id,
    files: {
      'sub/base.yaml': serviceOf(attribute, first),
      'compose.yaml': `services:\n  app:\n    extends: { file: sub/base.yaml, service: app }\n${rest}`,
    },
  }),
  include: (id, attribute, [first]) => ({
    id,
    files: {
      'sub/inc.yaml': serviceOf(attribute, first, rest),
      'compose.yaml': 'include: [sub/inc.yaml]\nservices: { mine: { image: m } }\n',
    },
  }),
  'include with override': (id, attribute, [first, second]) => ({
    id,
    files: {
      'sub/inc.yaml': serviceOf(attribute, first, rest),
      'over.yaml': serviceOf(attribute, second),
      'compose.yaml': 'include: [{ path: [sub/inc.yaml, over.yaml], project_directory: . }]\n',
    },
  }),
  'merge key': (id, attribute, [first, second]) => ({
    id,
    files: {
      'compose.yaml': `x-a: &a\n  image: x\n  ${attribute}: ${first}\nservices:\n  app:\n    <<: *a\n    ${attribute}: ${second}\n${rest}`,
    },
  }),
};

const pick = <T>(items: readonly T[], random: Random): T => items[random(items.length)] as T;

/** `count` pairs of variants, joined in one of the ways. */
const pairs = (count: number, random: Random): readonly DifferentialCase[] => {
  const attributes = Object.entries(serviceVariants).filter(([attribute]) => attribute !== 'image');
  const ways = Object.entries(joins);
  return Array.from({ length: count }, (_, index) => {
    const [attribute, values] = pick(attributes, random);
    const [way, join] = pick(ways, random);
    const id = `${way} ${attribute} ${index}`;
    return join(id, attribute, [pick(values, random), pick(values, random)]);
  }).filter((each) => each !== undefined);
};

const resourcePairs = (count: number, random: Random): readonly DifferentialCase[] => {
  const sections = Object.entries(resourceVariants);
  return Array.from({ length: count }, (_, index) => {
    const [section, values] = pick(sections, random);
    return {
      id: `merged section ${section} ${index}`,
      files: {
        'compose.yaml': resourceOf(section, pick(values, random)),
        'compose.override.yaml': `${section}:\n  it: ${pick(values, random)}\n`,
      },
    };
  });
};

/** Services of several attributes at once: what one says may forbid another. */
const mixes = (count: number, random: Random): readonly DifferentialCase[] => {
  const attributes = Object.entries(serviceVariants).filter(([attribute]) => attribute !== 'image');
  return Array.from({ length: count }, (_, index) => {
    const chosen = new Map(Array.from({ length: 3 }, () => pick(attributes, random)));
    const lines = [...chosen].map(([key, values]) => `    ${key}: ${pick(values, random)}\n`);
    return {
      id: `mix ${[...chosen.keys()].join('+')} ${index}`,
      files: { 'compose.yaml': `services:\n  app:\n    image: x\n${lines.join('')}${rest}` },
    };
  });
};

const dotenv = (): readonly DifferentialCase[] =>
  envFileTexts.flatMap((text, index) => [
    {
      id: `dotenv ${index} as .env`,
      files: {
        '.env': text,
        'compose.yaml':
          'services:\n  app:\n    image: x\n    environment:\n      A: "<${A-unset}>"\n      B: "<${B-unset}>"\n      C: "<${C-unset}>"\n',
      },
    },
    {
      id: `dotenv ${index} as env_file`,
      files: {
        'v.env': text,
        'compose.yaml': 'services:\n  app:\n    image: x\n    env_file: v.env\n',
      },
    },
    {
      id: `dotenv ${index} as raw env_file`,
      files: {
        'v.env': text,
        'compose.yaml':
          'services:\n  app:\n    image: x\n    env_file: [{ path: v.env, format: raw }]\n',
      },
    },
  ]);

interface CaseOptions {
  readonly seed: number;
  /** How many random combinations. */
  readonly count: number;
}

/** What is written down: every variant by itself, every env file, every drawn project. */
export const drawnCases = (): readonly DifferentialCase[] => [
  ...projects,
  ...dotenv(),
  ...singles(),
];

/** As many random combinations as asked for: the same for the same seed. */
export const randomCases = ({ seed, count }: CaseOptions): readonly DifferentialCase[] => {
  const random = createRandom(seed);
  return [
    ...pairs(Math.floor(count * 0.6), random),
    ...resourcePairs(Math.floor(count * 0.1), random),
    ...mixes(Math.floor(count * 0.3), random),
  ];
};
