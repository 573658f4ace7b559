/** The language of logs that HyperBox writes: its grammar colours them. */
export const logLanguage = 'hyperbox-log';
