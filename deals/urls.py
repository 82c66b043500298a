"""Public addresses of the record."""

app_name = "deals"
urlpatterns: list = []
