// The health check: `node is-up.mjs URL` ends with 0 when the address answers well.
const [url] = process.argv.slice(2);
const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
