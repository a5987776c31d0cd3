using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Kindred.Features.Shared;

/// <summary>A choice as a form sends it: the name that the page gave it, never its number, nor several in one.</summary>
public sealed class TypedValue(Type type) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        string? typed = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        if (string.IsNullOrEmpty(typed)) return Task.CompletedTask;
        if (Enum.GetNames(type).FirstOrDefault(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { } name) bindingContext.Result = ModelBindingResult.Success(Enum.Parse(type, name));
        else bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "No such choice.");
        return Task.CompletedTask;
    }

    public sealed class Provider : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.UnderlyingOrModelType is { IsEnum: true } type ? new TypedValue(type) : null;
    }
}
