import { parse } from 'smol-toml';

/** `undefined` for what is no TOML. */
export const parseToml = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
};
