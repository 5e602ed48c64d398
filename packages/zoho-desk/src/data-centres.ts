import { ConfigurationError } from '@zdjsm/core';

/** Where one data centre answers. URLs have no trailing slash. */
export interface DataCentre {
  /** `https://desk.zoho.eu` */
  readonly desk: string;
  /** `https://accounts.zoho.eu` */
  readonly accounts: string;
  /** IANA name of the zone at whose midnight the day's credits come back. Default UTC. */
  readonly timeZone?: string | undefined;
}

/**
 * Hosts: `/oauth/serverinfo` of Zoho's accounts server, and the Desk API's reference; `uk` rests on
 * third-party clients alone. Zones: those of the places after which the centres are named. Zoho says "the data
 * centre's time zone" and no more, so a `timeZone` of your own wins, and so does what Zoho answers
 * when the credits are gone.
 */
export const DATA_CENTRES = {
  com: centre('zoho.com', 'America/Los_Angeles'),
  eu: centre('zoho.eu', 'Europe/Amsterdam'),
  in: centre('zoho.in', 'Asia/Kolkata'),
  'com.au': centre('zoho.com.au', 'Australia/Sydney'),
  jp: centre('zoho.jp', 'Asia/Tokyo'),
  ca: centre('zohocloud.ca', 'America/Toronto'),
  sa: centre('zoho.sa', 'Asia/Riyadh'),
  sg: centre('zoho.sg', 'Asia/Singapore'),
  ae: centre('zoho.ae', 'Asia/Dubai'),
  uk: centre('zoho.uk', 'Europe/London'),
  'com.cn': centre('zoho.com.cn', 'Asia/Shanghai'),
} as const satisfies Readonly<Record<string, DataCentre>>;

/** The endings of Zoho's addresses: one a data centre. */
export type DataCentreName = keyof typeof DATA_CENTRES;

function centre(domain: string, timeZone: string): DataCentre {
  return { desk: `https://desk.${domain}`, accounts: `https://accounts.${domain}`, timeZone };
}

/** Every host on which Zoho serves some customer's Desk. */
export const DESK_HOSTS: ReadonlySet<string> = new Set(
  Object.values(DATA_CENTRES).map(({ desk }) => new URL(desk).host),
);

export function resolveDataCentre(
  choice: DataCentreName | DataCentre,
): DataCentre & { readonly timeZone: string } {
  const found = typeof choice === 'string' ? DATA_CENTRES[choice] : choice;
  if (!found) {
    throw new ConfigurationError({
      setting: 'dataCentre',
      message: `“${choice}” is not a data centre of Zoho's`,
      remedy: `Use one of ${Object.keys(DATA_CENTRES).join(', ')}: the ending of the address at which you open Zoho Desk.`,
    });
  }
  return {
    desk: originOf(found.desk, 'dataCentre.desk'),
    accounts: originOf(found.accounts, 'dataCentre.accounts'),
    timeZone: knownZone(found.timeZone ?? 'UTC'),
  };
}

function originOf(text: string, setting: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  throw new ConfigurationError({
    setting,
    message: `“${text}” is not the address of a server`,
    remedy: 'Give protocol and host alone, as in https://desk.zoho.eu.',
  });
}

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch (cause) {
    throw new ConfigurationError({
      setting: 'dataCentre.timeZone',
      message: `“${timeZone}” is not a time zone`,
      remedy: 'Use an IANA name, as in Europe/Amsterdam.',
      cause,
    });
  }
}
