from django.apps import AppConfig


class SearchIndexConfig(AppConfig):
    name = "rotherham_hwb.search_index"
