CREATE TABLE "listed_candidate" (
    "project_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,

    CONSTRAINT "listed_candidate_pkey" PRIMARY KEY ("project_id","image_id","class_id")
);

ALTER TABLE "listed_candidate" ADD CONSTRAINT "listed_candidate_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "listed_candidate" ADD CONSTRAINT "listed_candidate_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
