import { invite, type NewInviteInput, newInviteOutput } from '@/lib/contracts/accounts/invite'
import { classList } from '@/lib/contracts/images/image'
import {
  type NewProjectInput,
  newProjectOutput,
  type ProjectSettingsInput,
  projectSettings,
} from '@/lib/contracts/projects/project'
import { api } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const createProject = (body: NewProjectInput) =>
  api.post({ address: '/api/projects', output: newProjectOutput, body })

export const updateProject = (slug: string, body: ProjectSettingsInput) =>
  api.patch({ address: base(slug), output: projectSettings, body })

export const createInvite = (slug: string, body: NewInviteInput) =>
  api.post({ address: `${base(slug)}/invites`, output: newInviteOutput, body })

export const revokeInvite = (slug: string, id: string) =>
  api.post({ address: `${base(slug)}/invites/${id}/revoke`, output: invite })

export const searchClasses = (slug: string, query: string, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/classes?${new URLSearchParams({ query })}`, output: classList, signal })
