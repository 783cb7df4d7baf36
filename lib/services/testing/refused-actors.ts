import { makeRatingProject, type RatingProject } from './rating-project'

/**
 * Returns actors who are not admins of a project, each with the code of the error that they get: its rater, its expert,
 * and the admin of another project.
 */
export async function refusedActors(project: Pick<RatingProject, 'addRater' | 'addMember'>) {
  const other = await makeRatingProject({ tasks: 1 })
  const refused = [
    [await project.addRater(), 'forbidden'],
    [await project.addMember('expert'), 'forbidden'],
    [await other.addMember('admin'), 'not-found'],
  ] as const
  return { other, refused }
}
