/** Someone who works at the fictitious company whose helpdesk is moved. */
export interface Person {
  readonly email: string;
  readonly name: string;
  /** False: has left. Their account is deactivated on both sides. */
  readonly active: boolean;
}

/**
 * The company's agents. Both clouds know them by the same addresses: they are Zoho Desk's agents
 * and have Atlassian accounts, so that a migration can match them.
 */
export const PEOPLE: readonly Person[] = [
  { email: 'amelia.burrows@zylker.example', name: 'Amelia Burrows', active: true },
  { email: 'kai.lindqvist@zylker.example', name: 'Kai Lindqvist', active: true },
  { email: 'jade.tucker@zylker.example', name: 'Jade Tucker', active: true },
  { email: 'lucas.moreau@zylker.example', name: 'Lucas Moreau', active: true },
  { email: 'priya.raman@zylker.example', name: 'Priya Raman', active: true },
  { email: 'tomasz.nowak@zylker.example', name: 'Tomasz Nowak', active: true },
  { email: 'sofia.alvarez@zylker.example', name: 'Sofía Álvarez', active: true },
  { email: 'chen.wei@zylker.example', name: 'Chen Wei', active: true },
  { email: 'fatima.haddad@zylker.example', name: 'Fatima Haddad', active: true },
  { email: 'oliver.stone@zylker.example', name: 'Oliver Stone', active: false },
  { email: 'ingrid.solberg@zylker.example', name: 'Ingrid Solberg', active: false },
  { email: 'marco.bianchi@zylker.example', name: 'Marco Bianchi', active: false },
];
