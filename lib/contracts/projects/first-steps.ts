import { z } from 'zod'

/** How far a project is on its way to the first release, besides what its dashboard says. */
export const firstSteps = z.strictObject({
  images: z.number().int(),
  classes: z.number().int(),
  /** Images that experts have answered about. */
  goldenImages: z.number().int(),
  tasks: z.number().int(),
  /** Invite links, panels, and people who are no admins. */
  invited: z.number().int(),
  runs: z.number().int(),
})
export type FirstSteps = z.infer<typeof firstSteps>
