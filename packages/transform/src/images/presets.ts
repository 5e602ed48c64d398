import type { HostedImage, ImageMatcher } from './hosted-image.ts';

/** The host names of a helpdesk of one's own. */
export interface PresetOptions {
  /** Hosts of one's own under which the helpdesk is reached, such as `support.example.com`. */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * Zoho Desk: inline images of received mail (an address without a host), and images that agents put in.
 * Source: facts/zoho-desk.md § 6. A token may be sent to these hosts and to no other.
 */
export function zohoImages(options: PresetOptions = {}): ImageMatcher {
  const hosts = [
    /^desk\.zoho\.(?:com|eu|in|jp|sa|uk|ae|com\.au|com\.cn)$/,
    /^desk\.zohocloud\.ca$/,
    ...own(options),
  ];
  return matcher('zoho', { hosts, relative: true }, ({ pathname, searchParams }) => {
    const inline = /\/threads\/(\d+)\/inlineImages\/([\w-]+)/.exec(pathname);
    if (inline) {
      const [, threadId = '', token = ''] = inline;
      return { id: token, needsLogin: true, details: { threadId, token } };
    }
    if (!/\/ImageDisplay$/.test(pathname)) return undefined;
    const block = searchParams.get('blockId') ?? searchParams.get('blobId');
    if (block === null) return undefined;
    const fileName = searchParams.get('fileName') ?? '';
    return { id: `${block}/${fileName}`, needsLogin: true, details: { fileName } };
  });
}

/** Zendesk: `https://example.zendesk.com/attachments/token/…/?name=image.png`, also under a host of one's own. */
export function zendeskImages(options: PresetOptions = {}): ImageMatcher {
  const hosts = [/\.zendesk\.com$/, /\.zdusercontent\.com$/, ...own(options)];
  return matcher('zendesk', { hosts }, ({ hostname, pathname, searchParams }) => {
    const token = /^\/attachments\/token\/([^/]+)/.exec(pathname)?.[1];
    if (token !== undefined) {
      const name = searchParams.get('name') ?? '';
      return { id: token, needsLogin: true, details: { token, name } };
    }
    // These addresses are signed: they open for everybody, for a while.
    const signed = /^\/attachment\/(.+)/.exec(pathname)?.[1];
    return signed !== undefined && hostname.endsWith('.zdusercontent.com')
      ? { id: signed, needsLogin: false, details: {} }
      : undefined;
  });
}

/** Freshdesk: its attachment service, whose addresses are signed, and the storage behind it. */
export function freshdeskImages(options: PresetOptions = {}): ImageMatcher {
  const hosts = [
    /^(?:[\w-]+\.)*freshdesk\.com$/,
    /^s3[.-][\w.-]*amazonaws\.com$/,
    /^(?:[\w-]+\.)*freshdeskusercontent\.com$/,
    ...own(options),
  ];
  return matcher('freshdesk', { hosts }, ({ pathname, searchParams }) => {
    const token = searchParams.get('token');
    if (/\/inline\/attachment$/.test(pathname) && token !== null) {
      return { id: token, needsLogin: false, details: { token } };
    }
    const stored = /\/data\/helpdesk\/attachments\/\w+\/(\d+)\//.exec(pathname)?.[1];
    if (stored !== undefined)
      return { id: stored, needsLogin: false, details: { attachmentId: stored } };
    const attachment = /\/helpdesk\/attachments\/(\d+)/.exec(pathname)?.[1];
    return attachment === undefined
      ? undefined
      : { id: attachment, needsLogin: true, details: { attachmentId: attachment } };
  });
}

/** Intercom: `https://downloads.intercomcdn.com/i/o/…`, signed addresses that expire. */
export function intercomImages(options: PresetOptions = {}): ImageMatcher {
  const hosts = [
    /^(?:[\w-]+\.)*intercomcdn\.(?:com|eu|au)$/,
    /^(?:[\w-]+\.)*intercom-attachments(?:-\d+)?\.com$/,
    ...own(options),
  ];
  return matcher('intercom', { hosts }, ({ pathname }) => {
    const path = /^\/i\/o\/(.+)$/.exec(pathname)?.[1];
    return path === undefined ? undefined : { id: path, needsLogin: false, details: {} };
  });
}

/** Hosts that nobody else can own; everything else is somebody else's. */
interface Hosts {
  readonly hosts: readonly RegExp[];
  /** Whether an address without a host is the helpdesk's. */
  readonly relative?: boolean;
}

// Stands in for the host of relative addresses, and can't be anybody's (RFC 6761).
const NOWHERE = 'https://relative.invalid';

function matcher(
  system: string,
  { hosts, relative = false }: Hosts,
  read: (url: URL) => Omit<HostedImage, 'system'> | undefined,
): ImageMatcher {
  return ({ src, kind }) => {
    if (kind !== 'remote' && !(relative && kind === 'relative')) return undefined;
    if (!URL.canParse(src, NOWHERE)) return undefined;
    const url = new URL(src, NOWHERE);
    const isHost =
      kind === 'relative'
        ? url.origin === NOWHERE
        : url.protocol === 'https:' && hosts.some((host) => host.test(url.hostname));
    const found = isHost ? read(url) : undefined;
    return found && { system, ...found };
  };
}

function own({ hosts = [] }: PresetOptions): RegExp[] {
  return hosts.map((host) => new RegExp(`^${host.toLowerCase().replaceAll('.', '\\.')}$`));
}
