export const roles = ['admin', 'expert', 'rater'] as const
export type Role = (typeof roles)[number]

/** Whether a role includes the permissions of another. Roles are listed from the highest. */
export const isAtLeast = (role: Role, other: Role) => roles.indexOf(role) <= roles.indexOf(other)

/**
 * Who may call an endpoint. `anyone`: no sign-in required; `account`: any account; `owner`: the account that owns the
 * server. The others apply to the project in the URL: `visitor`: participants sent by a panel; `rater`: members and
 * visitors; `expert`, `admin`: members with at least this role.
 */
export type EndpointRole = 'anyone' | 'account' | 'owner' | 'visitor' | Role

/**
 * Who makes a request: a signed-in account, a panel participant who rates in one project, or the command line on the
 * server itself. The worker acts as `operator`; `askedBy` is the account that started its job, whose permission was
 * checked then and whom the audit trail names.
 */
export type Actor =
  /** `sessionId` is missing for sessions older than session rows, and outside of requests. */
  | { kind: 'account'; userId: string; isOwner: boolean; sessionId?: string | null }
  | { kind: 'panelist'; projectId: number; raterId: number; visitId: string }
  | { kind: 'operator'; askedBy?: string | null }

/** The command line, which has the permissions of every role. */
export const operator = { kind: 'operator' } as const satisfies Actor

export const canAdminister = (role: Role) => role === 'admin'
/** Projects are created by the owner of the server, or on the command line. */
export const canCreateProjects = (actor: Actor) =>
  actor.kind === 'operator' || (actor.kind === 'account' && actor.isOwner)
