import { XMLParser } from 'fast-xml-parser';

/**
 * Parses a manifest in XML into plain objects, every element as a list, text kept as text.
 * Entities are not expanded: a manifest needs none, and nested ones are a way to fill the memory.
 */
export const parseXml = (text: string): unknown => {
  try {
    return new XMLParser({
      ignoreAttributes: false,
      parseTagValue: false,
      processEntities: false,
      alwaysCreateTextNode: false,
    }).parse(text);
  } catch {
    return undefined;
  }
};

/** The first text at this path of element names, whatever else is there. */
export const xmlText = (node: unknown, path: readonly string[]): string | undefined => {
  const [first, ...rest] = path;
  if (Array.isArray(node)) {
    for (const item of node) {
      const found = xmlText(item, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (first === undefined) return typeof node === 'string' ? node.trim() : undefined;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, first)) return undefined;
  return xmlText((node as Readonly<Record<string, unknown>>)[first], rest);
};
