import { admin, basedOn, endpoint, expert, withoutAccessTokens } from '@/lib/contracts/endpoint'
import {
  newProjectInput,
  newProjectOutput,
  projectArchiveInput,
  projectList,
  projectOverview,
  projectSettings,
  projectSettingsInput,
  searchQuery,
  searchResult,
  waiting,
} from '@/lib/contracts/projects/project'

// A stream ends with its session, and would outlive a token.
export const followDashboard = admin('GET /live', { ...withoutAccessTokens, output: 'response' })

export const readWaiting = expert('GET /waiting', { acceptsTokens: true, output: waiting })

export const searchProject = expert('GET /search', { query: searchQuery, output: searchResult })

export const readProjectOverview = endpoint('GET /api/projects/[project]', { role: 'admin', output: projectOverview })

export const updateProject = endpoint('PATCH /api/projects/[project]', {
  role: 'admin',
  body: projectSettingsInput.extend({ basedOn }),
  output: projectSettings,
})

export const archiveProject = admin('PUT /archive', { body: projectArchiveInput })

export const downloadArchive = admin('GET /archive', { output: 'response' })

export const listProjects = endpoint('GET /api/projects', {
  role: 'account',
  acceptsTokens: true,
  output: projectList,
})

export const createProject = endpoint('POST /api/projects', {
  role: 'owner',
  body: newProjectInput,
  isCreating: true,
  output: newProjectOutput,
})
