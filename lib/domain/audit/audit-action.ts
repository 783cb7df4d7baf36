/** All actions of the audit trail, by the kind that the trail's filter offers. */
export const auditActions = {
  members: [
    ...(['invite.create', 'invite.accept', 'invite.revoke', 'member.change-role', 'member.remove'] as const),
    ...(['member.end-sessions', 'password-reset.create', 'password-reset.use'] as const),
    ...(['account.change-name', 'account.change-email', 'account.change-password', 'account.delete'] as const),
    ...(['account.sign-in', 'account.sign-in-failed', 'account.sign-in-limited', 'account.sign-out'] as const),
    ...(['account.end-session', 'account.end-sessions', 'access-token.create', 'access-token.revoke'] as const),
    ...(['account.second-factor-on', 'account.second-factor-off', 'account.reset-second-factor'] as const),
    ...(['account.use-recovery-code', 'account.new-recovery-codes', 'account.make-owner'] as const),
  ],
  settings: [
    ...(['server.set-up', 'project.create', 'project.update', 'project.archive', 'project.restore'] as const),
    ...(['project.duplicate', 'project.delete', 'project.deleted', 'project.make-archive'] as const),
    'project.restore-archive',
  ],
  jobs: ['job.cancel', 'job.fail'],
  data: [
    ...([
      'import.start',
      'project.import-images',
      'project.import-classes',
      'project.import-labels',
      'project.import-candidates',
      'project.import-translations',
    ] as const),
    ...(['project.import-predictions', 'project.import-models', 'project.import-folder'] as const),
    ...([
      'project.import-accuracies',
      'project.delete-accuracies',
      'label-set.delete',
      'project.import-real-votes',
    ] as const),
    ...(['project.export'] as const),
    ...(['project.import-votes', 'project.import-label-set', 'project.fetch-hosts', 'model.delete'] as const),
  ],
  images: [
    'image-flag.settle',
    'image-flag.reopen',
    'image.set-label',
    'image.take-back-label',
    'image.exclude',
    'image.include',
    'image.ask-again',
    'image.remove',
    'image.send-to-experts',
    'image.take-back-from-experts',
  ],
  classes: [
    ...(['project.languages', 'class.edit', 'class.note', 'class.remove', 'class-pair.decide'] as const),
    ...(['suggestion.ask', 'suggestion.ask-at-once', 'suggestion.dismiss', 'suggestion.reopen'] as const),
    'suggestion.map',
  ],
  golden: ['golden.draw', 'golden.choose', 'golden.undo-draw', 'golden.add-class', 'golden.conclude', 'golden.import'],
  batches: [
    ...(['batch.start-launch', 'batch.launch', 'batch.stop', 'batch.reopen'] as const),
    ...(['batch.set-priority', 'batch.withdraw', 'batch.delete-imported'] as const),
    ...(['simulated-raters.start', 'project.simulate-raters'] as const),
  ],
  texts: ['document.save'],
  recruitment: ['panel.create', 'panel.change', 'panel.export'],
  raters: [
    ...(['rater.pause', 'rater.resume', 'rater.leave-out', 'rater.take-in', 'rater.message'] as const),
    ...(['rater.qualify', 'rater.qualify-again', 'rater.ask-again', 'rater.measure-impact'] as const),
    ...(['rater.export', 'rater.erase'] as const),
  ],
  quality: ['quality.alert', 'quality.settle-alert', 'quality.update', 'quality.golden-use', 'golden.explain'],
  experiments: [
    ...(['experiment.create', 'experiment.start', 'experiment.stop', 'experiment.discard'] as const),
    'experiment.measure',
  ],
  runs: [
    ...(['aggregation.start', 'project.aggregate', 'method-comparison.start'] as const),
    ...(['agreement.start', 'project.measure-agreement', 'run.confirm', 'run.remove'] as const),
  ],
  adjudication: ['adjudication.answer', 'adjudication.undo', 'review.start', 'review.judge'],
  releases: [
    'release.start',
    'release.publish',
    'release.make-files',
    'release.withdraw',
    'release.make-public',
    'release.make-private',
  ],
} as const

export type AuditKind = keyof typeof auditActions
export type AuditAction = (typeof auditActions)[AuditKind][number]

export const auditKinds = Object.keys(auditActions) as AuditKind[]

/** Returns the kind of an action. Null for actions of older versions. */
export const auditKindOf = (action: string): AuditKind | null =>
  auditKinds.find((kind) => (auditActions[kind] as readonly string[]).includes(action)) ?? null

export const namelessActors = ['command-line', 'server', 'rater'] as const
export type NamelessActor = (typeof namelessActors)[number]

/** Actions recorded without an account that did not come from the command line. Raters erase their own identity. */
export const namelessActions = {
  server: ['quality.alert', 'suggestion.ask-at-once', 'account.sign-in-failed', 'account.sign-in-limited', 'job.fail'],
  rater: ['rater.erase'],
} as const satisfies Record<Exclude<NamelessActor, 'command-line'>, readonly AuditAction[]>

export function namelessActorOf(action: string): NamelessActor {
  const isOf = (actor: keyof typeof namelessActions) => (namelessActions[actor] as readonly string[]).includes(action)
  return isOf('server') ? 'server' : isOf('rater') ? 'rater' : 'command-line'
}
