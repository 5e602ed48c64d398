import type { ZohoVolumes } from '@zdjsm/sandbox';

/** The least that the documented APIs allow for what there is, whoever migrates it. */
export interface Floor {
  readonly calls: number;
  readonly credits: number;
}

const ROWS_A_PAGE = 100;
const ISSUES_A_CALL = 100;
// By the price list of Zoho Desk: a record, a page of a list within its first 2,000 rows.
const RECORD = 1;
const PAGE = 3;

/**
 * From the records, without a look at how the pipeline does it; `transitions` is the length of the ways
 * through the site's workflows, which no API shortens.
 *
 * Read: each ticket, each message's body, its history; the lists that hold what these don't show; a file
 * each. Written: the issue, the edit that makes it a request (in one call the customer would be mailed),
 * its comments, files with the address that tells how to show them, its history as a file, the link back,
 * its way. Verified: the issues a hundred a call, the comments of each, the bytes of each file, which lie
 * behind a redirect.
 */
export function floorOf(volumes: ZohoVolumes, transitions: number): Floor {
  const { tickets, threads, comments, files, openingsWithFiles, contacts, accounts } = volumes;
  const { ticketsWithLists, ticketsWithFiles, tagged, resolutions, timeEntries } = volumes;
  const { tasks, calls, events, ratings, customRecords } = volumes;
  const details = tickets + threads + files + tasks + calls + events;
  const lists =
    tickets + ticketsWithLists + ticketsWithFiles + tagged + resolutions + timeEntries + contacts;
  const rows = tickets + contacts + accounts + tasks + calls + events + ratings + customRecords;
  const pages = Math.ceil(rows / ROWS_A_PAGE);
  const read = details + lists + pages;
  const messages = Math.max(0, threads - tickets) + comments + ratings + calls + events;
  const written =
    tickets * 4 +
    transitions +
    openingsWithFiles +
    messages +
    files * 2 +
    tasks * 2 +
    timeEntries +
    contacts +
    accounts * 2;
  const verified =
    tickets / ISSUES_A_CALL +
    tickets +
    tickets * 2 +
    files * 2 +
    timeEntries +
    tasks / ISSUES_A_CALL;
  return {
    calls: Math.round(read + written + verified),
    credits: Math.round(details * RECORD + (lists + pages) * PAGE),
  };
}
