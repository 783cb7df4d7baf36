import { admin, textId } from '@/lib/contracts/endpoint'
import { jobList, jobSummary, startJobInput } from '@/lib/contracts/jobs'

export const cancelJob = admin('POST /jobs/[job]/cancel', { params: { job: textId }, output: jobSummary })

export const getJob = admin('GET /jobs/[job]', { params: { job: textId }, output: jobSummary })

export const listJobs = admin('GET /jobs', { output: jobList })

export const startJob = admin('POST /jobs', { body: startJobInput, isCreating: true, output: jobSummary })
