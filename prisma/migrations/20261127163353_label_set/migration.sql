CREATE TABLE "label_set" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "image_count" INTEGER NOT NULL,
    "label_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_set_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "label_set_image" (
    "project_id" INTEGER NOT NULL,
    "set_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,

    CONSTRAINT "label_set_image_pkey" PRIMARY KEY ("project_id","set_id","image_id")
);

CREATE TABLE "label_set_label" (
    "project_id" INTEGER NOT NULL,
    "set_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,

    CONSTRAINT "label_set_label_pkey" PRIMARY KEY ("project_id","set_id","image_id","class_id")
);

CREATE UNIQUE INDEX "label_set_name_key" ON "label_set"("project_id", "name");

ALTER TABLE "label_set" ADD CONSTRAINT "label_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_set_image" ADD CONSTRAINT "label_set_image_project_id_set_id_fkey" FOREIGN KEY ("project_id", "set_id") REFERENCES "label_set"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_set_image" ADD CONSTRAINT "label_set_image_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_set_label" ADD CONSTRAINT "label_set_label_project_id_set_id_fkey" FOREIGN KEY ("project_id", "set_id") REFERENCES "label_set"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_set_label" ADD CONSTRAINT "label_set_label_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_set_label" ADD CONSTRAINT "label_set_label_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
