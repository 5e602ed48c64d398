import type { MigrationConfig } from '@zdjsm/pipeline';

/** How the demo's helpdesk is mapped to the demo's site: what a person writes for a real one. */
export const demoMapping = {
  departments: {
    Support: {
      project: 'SUP',
      requestType: 'Get support',
      requestTypesByCategory: { Hardware: 'Report a defect' },
    },
    Billing: {
      project: 'BILL',
      requestType: 'Question about an invoice',
      statuses: { Open: 'To Do', 'On Hold': 'In progress', Closed: 'Done' },
    },
    'Hardware & Repairs': { project: 'IT', requestType: 'Get IT help' },
    'Développement / R&D': { project: 'IT', requestType: 'Report a system problem' },
    Partners: { project: 'SUP', requestType: 'Get support' },
    'Old Helpdesk (until 2021)': { project: 'SUP', requestType: 'Emailed request' },
  },
  statuses: {
    Open: 'Waiting for support',
    'On Hold': 'Pending',
    'Waiting for Vendor': 'Pending',
    "Resolved - Won't Fix": { status: 'Resolved', resolution: "Won't Do" },
    Closed: { status: 'Closed', resolution: 'Done' },
  },
  statusesByType: {
    open: 'Open',
    onHold: 'In progress',
    closed: { status: 'Done', resolution: 'Done' },
  },
  // Who works where now; the others have left, and their names stay in the texts.
  agents: {
    'agent0@zylker.com': 'amelia.burrows@zylker.example',
    'agent1@zylker.com': 'kai.lindqvist@zylker.example',
    'agent3@zylker.com': 'tomasz.nowak@zylker.example',
    'agent4@zylker.com': 'jade.tucker@zylker.example',
    'agent5@zylker.com': 'chen.wei@zylker.example',
    'agent6@zylker.com': 'lucas.moreau@zylker.example',
  },
  priorities: { Sofort: 'Highest' },
  fields: {
    id: 'Legacy ticket id',
    number: 'Legacy ticket number',
    createdAt: 'Source created',
    modifiedAt: 'Source modified',
    closedAt: 'Source closed',
    channel: { field: 'Channel', values: { 'Customer Portal': 'Web' } },
  },
} satisfies Partial<MigrationConfig>;
