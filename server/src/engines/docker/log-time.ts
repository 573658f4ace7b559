const [dot, zulu, space, zero, nine] = [0x2e, 0x5a, 0x20, 0x30, 0x39];
/** "2026-01-02T03:04:05" */
const secondLength = 19;
/** With nine digits of the second and the "Z": how Docker writes all of them. */
const fixedLength = 30;
/** The longest of other forms, with an offset to UTC, and the space after it. */
const anyLength = 36;

/**
 * Reads the times that an engine puts before lines. There is one a line, so the usual form is read digit
 * by digit, and the calendar is asked once a second.
 */
export class TimeReader {
  /** Of the last time that was read: as it is written, and in milliseconds since 1970. */
  time = '';
  timeMs = 0;
  readonly #second = Buffer.alloc(secondLength);
  #secondMs = 0;

  /** How many bytes the time at a position takes with the space after it; 0 when there is none. */
  read(bytes: Buffer, position: number, end: number): number {
    const after = position + fixedLength;
    if (after >= end || bytes[after] !== space || bytes[after - 1] !== zulu)
      return this.#readOther(bytes, position, end);
    const ms = millisecondsAt(bytes, position + secondLength);
    if (ms < 0 || !this.#readSecond(bytes, position)) return this.#readOther(bytes, position, end);
    this.time = bytes.toString('latin1', position, after);
    this.timeMs = this.#secondMs + ms;
    return fixedLength + 1;
  }

  #readSecond(bytes: Buffer, position: number): boolean {
    // The digits that change are the last ones.
    let at = secondLength - 1;
    while (at >= 0 && bytes[position + at] === this.#second[at]) at -= 1;
    if (at < 0) return true;
    const text = bytes.toString('latin1', position, position + secondLength);
    const timeMs = /^\d{4}-\d\d-\d\dT[\d:]{8}$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
    if (Number.isNaN(timeMs)) return false;
    bytes.copy(this.#second, 0, position, position + secondLength);
    this.#secondMs = timeMs;
    return true;
  }

  /** With fewer digits, or an offset to UTC, as Podman writes them. */
  #readOther(bytes: Buffer, position: number, end: number): number {
    const text = bytes.toString('latin1', position, Math.min(end, position + anyLength));
    const match = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))(?: |$)/.exec(text);
    if (match?.[1] === undefined) return 0;
    const timeMs = Date.parse(match[1]);
    this.time = match[1];
    this.timeMs = Number.isNaN(timeMs) ? 0 : timeMs;
    return match[0].length;
  }
}

/** Of ".123456789"; negative where those are not all digits. */
const millisecondsAt = (bytes: Buffer, position: number): number => {
  if (bytes[position] !== dot) return -1;
  let ms = 0;
  for (let at = 1; at <= 9; at += 1) {
    const byte = bytes[position + at] ?? 0;
    if (byte < zero || byte > nine) return -1;
    if (at <= 3) ms = ms * 10 + byte - zero;
  }
  return ms;
};
