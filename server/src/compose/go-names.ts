type Json = Record<string, unknown>;

const lists = {
  weight_device: { Path: 'path', Weight: 'weight' },
  device_read_bps: { Path: 'path', Rate: 'rate' },
  device_read_iops: { Path: 'path', Rate: 'rate' },
  device_write_bps: { Path: 'path', Rate: 'rate' },
  device_write_iops: { Path: 'path', Rate: 'rate' },
} as const;

/** What Go prints for a field that is not set; a rate has a printer of its own. */
const zeros = { Path: '', Weight: 0, Rate: '0' };

/** The reference prints the devices of `blkio_config` as JSON under the names of its Go fields. */
export const withGoNames = (service: Json): Json => {
  const blkio = service['blkio_config'];
  if (typeof blkio !== 'object' || blkio === null) return service;
  const renamed: Json = { ...blkio };
  for (const [key, names] of Object.entries(lists)) {
    const devices = renamed[key];
    if (!Array.isArray(devices)) continue;
    renamed[key] = devices.map((device: Json) =>
      Object.fromEntries(
        Object.entries(names).map(([name, from]) => [
          name,
          device[from] ?? zeros[name as keyof typeof zeros],
        ]),
      ),
    );
  }
  return { ...service, blkio_config: renamed };
};
