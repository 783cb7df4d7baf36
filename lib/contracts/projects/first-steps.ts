import { z } from 'zod'

/** Progress of a project towards its first release, beyond what the dashboard shows. */
export const firstSteps = z.strictObject({
  images: z.number().int(),
  classes: z.number().int(),
  /** Images with expert answers. */
  goldenImages: z.number().int(),
  tasks: z.number().int(),
  /** Invite links, panels and members who are not admins. */
  invited: z.number().int(),
  runs: z.number().int(),
})
export type FirstSteps = z.infer<typeof firstSteps>
