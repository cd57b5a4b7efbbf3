"""Apps: their manifests, installation and removal."""
