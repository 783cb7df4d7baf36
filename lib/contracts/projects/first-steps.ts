import { z } from 'zod'

/** How far a new project is before anyone rates. */
export const firstSteps = z.strictObject({
  images: z.number().int(),
  classes: z.number().int(),
  models: z.number().int(),
  /** Images that experts have answered about. */
  goldenImages: z.number().int(),
  tasks: z.number().int(),
  /** Invite links, and people who are no admins. */
  invited: z.number().int(),
})
export type FirstSteps = z.infer<typeof firstSteps>
