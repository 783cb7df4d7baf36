CREATE TABLE "adjudication_request" (
    "project_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "adjudication_request_pkey" PRIMARY KEY ("project_id","candidate_id")
);

ALTER TABLE "adjudication_request" ADD CONSTRAINT "adjudication_request_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
