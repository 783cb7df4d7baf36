export const roles = ['admin', 'expert', 'rater'] as const
export type Role = (typeof roles)[number]

/** Whether a role may all that another may. Roles are listed from the one that may most. */
export const isAtLeast = (role: Role, other: Role) => roles.indexOf(role) <= roles.indexOf(other)

/**
 * Who may call an endpoint. `anyone`: also nobody who is signed in; `account`: someone with an account; `owner`: the account
 * that set the server up. The others are about the project of the address: `visitor`: whom a panel sent to it; `rater`: its
 * members and visitors; `expert` and `admin`: members with this role or a higher one.
 */
export type EndpointRole = 'anyone' | 'account' | 'owner' | 'visitor' | Role

/**
 * Whoever asks for something: a signed-in account, someone whom a panel sent to rate in one project, or the command line
 * on the machine itself. The worker acts as the command line does; `askedBy` is the account that started its job, whose
 * right was checked then and whom the audit trail names.
 */
export type Actor =
  /** `sessionId`: of the session that asks; none for one that began before sessions had rows, and outside of requests. */
  | { kind: 'account'; userId: string; isOwner: boolean; sessionId?: string | null }
  | { kind: 'panelist'; projectId: number; raterId: number; visitId: string }
  | { kind: 'operator'; askedBy?: string | null }

export const canAdminister = (role: Role) => role === 'admin'
/** Projects are made by the account that set the server up, or on the machine itself. */
export const canCreateProjects = (actor: Actor) =>
  actor.kind === 'operator' || (actor.kind === 'account' && actor.isOwner)
