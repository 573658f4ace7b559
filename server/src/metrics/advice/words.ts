const mebibyte = 1024 ** 2;

/** "400 MiB", "1.5 GiB". */
export const bytesText = (bytes: number): string => {
  const mebibytes = bytes / mebibyte;
  if (mebibytes < 1024)
    return `${String(mebibytes < 10 ? trim(mebibytes) : Math.round(mebibytes))} MiB`;
  return `${String(trim(mebibytes / 1024))} GiB`;
};

const trim = (value: number): number => Math.round(value * 10) / 10;

/** "1 minute", "5 minutes". */
export const minutesText = (ms: number): string => {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes === 1 ? '1 minute' : `${String(minutes)} minutes`;
};

/** "70 %". */
export const percentText = (share: number): string => `${String(Math.round(share * 100))} %`;

/** "0.5", "2". */
export const coresText = (cores: number): string => String(Math.round(cores * 100) / 100);
